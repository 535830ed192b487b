/* gate.h - the squashing function of the networks, shared by training and use so that both compute the same thing.
 * tanh by its Padé approximant, which meets ±1 with slope 0 at ±3: one division, no libm, the same bits everywhere. */
#ifndef TRUCE_TEXT_GATE_H
#define TRUCE_TEXT_GATE_H

#define GATE_EDGE 3.0f

static inline float gate_tanh(float x)
{
	float y = x > -GATE_EDGE ? x : -GATE_EDGE; /* NaN becomes the edge */
	y = y < GATE_EDGE ? y : GATE_EDGE;
	float s = y * y;
	return y * (27.0f + s) / (27.0f + 9.0f * s);
}

static inline float gate_sigmoid(float x)
{
	return 0.5f + 0.5f * gate_tanh(0.5f * x);
}

/* Derivative of gate_sigmoid at x. */
static inline float gate_slope(float x)
{
	float y = 0.5f * x;
	if (!(y > -GATE_EDGE && y < GATE_EDGE))
		return 0.0f;
	float s = y * y, d = 27.0f + 9.0f * s, t = y * (27.0f + s) / d;
	return 0.25f * (27.0f + 3.0f * s - 18.0f * y * t) / d;
}

#endif
