/* schema.h - the tables of the ledger: numbered migrations, and the marks by which a ledger is known as one. */
#ifndef TRUCE_LEDGER_SCHEMA_H
#define TRUCE_LEDGER_SCHEMA_H

#include "ledger/db.h"

#define SCHEMA_APPLICATION 0x54525543 /* "TRUC" in pragma application_id */

/* Makes the tables in an empty file, or brings those of an older truce up to date, in one transaction.
 * false and db->err where the file is another program's, or a newer truce's. */
bool schema_prepare(struct db *db);

/* For those who only read: checks the marks. */
bool schema_check(struct db *db);

#endif
