/* The fields that rules and prices ask for, as numbers: a value is found by
 * comparing pointers, and a bit says whether an element has the field. */
#ifndef TROIKA_MODEL_GRAPH_KEY_H
#define TROIKA_MODEL_GRAPH_KEY_H

/* X(name, key of the file). The first 64 have a bit in GraphComponent.has and
 * GraphLink.has: put there what rules ask of components and links. */
#define GRAPH_KEYS(X) \
	X(ACCESS, "access") \
	X(ALARM, "alarm") \
	X(AT, "at") \
	X(AUTH, "auth") \
	X(AVAILABILITY, "availability") \
	X(BACKUP, "backup") \
	X(CALLS, "calls") \
	X(CAPABILITIES, "capabilities") \
	X(CARRIES, "carries") \
	X(CONFLICT, "conflict") \
	X(CRITICAL, "critical") \
	X(DISCOUNT, "discount") \
	X(DLQ, "dlq") \
	X(ENVIRONMENT, "environment") \
	X(FALLBACK, "fallback") \
	X(FRESHNESS, "freshness") \
	X(FROM, "from") \
	X(HOURS, "hours") \
	X(IDEMPOTENT, "idempotent") \
	X(IDENTITY, "identity") \
	X(IN, "in") \
	X(KIND, "kind") \
	X(LATENCY, "latency") \
	X(MFA, "mfa") \
	X(ON, "on") \
	X(ORDER, "order") \
	X(OUTAGE, "outage") \
	X(OWNER, "owner") \
	X(PAYLOAD, "payload") \
	X(PLAN, "plan") \
	X(POOL, "pool") \
	X(PRICE, "price") \
	X(PRIVATE, "private") \
	X(PUBLIC, "public") \
	X(RECOVERY, "recovery") \
	X(REGION, "region") \
	X(REPLICAS, "replicas") \
	X(ROTATION, "rotation") \
	X(RUNBOOK, "runbook") \
	X(STATEFUL, "stateful") \
	X(TIMEOUT, "timeout") \
	X(TO, "to") \
	X(TRANSPORT, "transport") \
	X(TRIGGER, "trigger") \
	X(USER, "user") \
	X(UTILISATION, "utilisation") \
	X(VIA, "via") \
	X(VOLATILITY, "volatility") \
	X(VOLUME, "volume") \
	X(WRITABLE, "writable") \
	X(RETRIES, "retries") \
	X(BUDGET, "budget") \
	X(CLASS, "class") \
	X(COPIES, "copies") \
	X(CURRENCY, "currency") \
	X(ENCRYPTED, "encrypted") \
	X(ENGINEERS, "engineers") \
	X(ENTERPRISE, "enterprise") \
	X(HOME, "home") \
	X(HORIZON, "horizon") \
	X(INCREASE, "increase") \
	X(ON_CALL, "on-call") \
	X(PERSONAL, "personal") \
	X(PRICE_REGION, "price-region") \
	X(REQUIRES, "requires") \
	X(RETENTION, "retention") \
	X(SIZE, "size") \
	X(SPECIAL, "special") \
	X(VENDOR, "vendor") \
	X(WHY, "why")

typedef enum GraphKey {
#define GRAPH_KEY_NAME(name, key) GRAPH_##name,
	GRAPH_KEYS(GRAPH_KEY_NAME)
#undef GRAPH_KEY_NAME
	GRAPH_KEY_COUNT
} GraphKey;

enum { GRAPH_KEY_BITS = 64 };   /* how many of them have a bit */

const char *graph_key_text(GraphKey key);       /* "price-region" */

#define GRAPH_BIT(key) ((uint64_t)1 << (key))

#endif
