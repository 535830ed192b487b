/* truce.h - the public interface of libtruce: reports in, records out. */
#ifndef TRUCE_H
#define TRUCE_H

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define TRUCE_API __attribute__((visibility("default")))
#else
#define TRUCE_API
#endif

/* "0.1.0" */
TRUCE_API const char *truce_version(void);

#ifdef __cplusplus
}
#endif

#endif
