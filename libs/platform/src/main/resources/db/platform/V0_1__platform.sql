-- Tables of libs/platform, the same in the schema of every service. Times are UTC.

-- Inbox: a message has taken effect. Written in the transaction of the effect; pruned by age.
CREATE TABLE message_history (
  consumer    VARCHAR(60)  CHARACTER SET ascii NOT NULL,
  source      VARCHAR(60)  CHARACTER SET ascii NOT NULL,
  message_id  VARCHAR(120) CHARACTER SET ascii NOT NULL,
  received_at DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (consumer, source, message_id),
  KEY message_history_age (received_at)
);

-- The number of the last message of a source, topic and key that has taken effect, for each consumer.
-- Kept as long as message_sequence is: a key may rest for months and then go on.
CREATE TABLE message_position (
  consumer      VARCHAR(60)  CHARACTER SET ascii NOT NULL,
  topic         VARCHAR(120) CHARACTER SET ascii NOT NULL,
  message_key   VARCHAR(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  source        VARCHAR(60)  CHARACTER SET ascii NOT NULL,
  last_sequence BIGINT       NOT NULL,
  PRIMARY KEY (consumer, topic, message_key, source)
);

-- Numbers that an operator gave up: consumers go on behind them.
CREATE TABLE message_given_up (
  topic           VARCHAR(120) CHARACTER SET ascii NOT NULL,
  message_key     VARCHAR(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  source          VARCHAR(60)  CHARACTER SET ascii NOT NULL,
  sequence_number BIGINT       NOT NULL,
  given_up_at     DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (topic, message_key, source, sequence_number)
);

-- Last event of a totally ordered stream that has taken effect, for each consumer.
CREATE TABLE stream_position (
  consumer      VARCHAR(60) CHARACTER SET ascii NOT NULL,
  stream        VARCHAR(60) CHARACTER SET ascii NOT NULL,
  last_sequence BIGINT      NOT NULL,
  updated_at    DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  PRIMARY KEY (consumer, stream)
);

-- The number of the last message of a topic and key. Its row lock makes writers of one key commit
-- one after the other, so that outbox ids of a key ascend in the order of their numbers.
CREATE TABLE message_sequence (
  topic         VARCHAR(120) CHARACTER SET ascii NOT NULL,
  message_key   VARCHAR(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  last_sequence BIGINT       NOT NULL,
  PRIMARY KEY (topic, message_key)
);

-- Outbox: messages that are not yet known to be in Kafka. A sent row is deleted.
CREATE TABLE message_outbox (
  id               BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  message_id       CHAR(36)     CHARACTER SET ascii NOT NULL,
  bucket           SMALLINT     NOT NULL,
  topic            VARCHAR(120) CHARACTER SET ascii NOT NULL,
  partition_number INT          NULL,
  message_key      VARCHAR(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  sequence_number  BIGINT       NOT NULL,
  type             VARCHAR(80)  CHARACTER SET ascii NOT NULL,
  payload          MEDIUMBLOB   NOT NULL,
  traceparent      VARCHAR(64)  CHARACTER SET ascii NULL,
  created_at       DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  -- why it could not be sent when it was last tried, and whether that holds up its key or its place
  failure_of       ENUM ('KEY', 'PLACE') NULL,
  failure          VARCHAR(300) NULL,
  UNIQUE KEY message_outbox_message (message_id),
  KEY message_outbox_bucket (bucket, id)
);

-- Which relay sends a bucket of keys, until when; the fence counts changes of owner.
CREATE TABLE message_outbox_bucket (
  bucket      SMALLINT    NOT NULL PRIMARY KEY,
  owner       CHAR(36)    CHARACTER SET ascii NULL,
  fence       BIGINT      NOT NULL DEFAULT 0,
  lease_until DATETIME(6) NOT NULL DEFAULT '2000-01-01'
);

INSERT INTO message_outbox_bucket (bucket)
WITH RECURSIVE n (b) AS (SELECT 0 UNION ALL SELECT b + 1 FROM n WHERE b < 31)
SELECT b FROM n;

-- Relays that are alive, so that each leases its fair share of the buckets.
CREATE TABLE message_relay (
  owner    CHAR(36)    CHARACTER SET ascii NOT NULL PRIMARY KEY,
  alive_until DATETIME(6) NOT NULL
);

-- Records that a listener could not take, and what followed them with the same key. waits_for is the
-- number that must come first, when nothing but a gap is wrong with the record.
CREATE TABLE message_parked (
  id               BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
  consumer         VARCHAR(60)   CHARACTER SET ascii NOT NULL,
  topic            VARCHAR(120)  CHARACTER SET ascii NOT NULL,
  partition_number INT           NOT NULL,
  offset_number    BIGINT        NOT NULL,
  message_key      VARCHAR(120)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  source           VARCHAR(60)   CHARACTER SET ascii NOT NULL,
  sequence_number  BIGINT        NOT NULL,
  waits_for        BIGINT        NULL,
  payload          MEDIUMBLOB    NULL,
  headers          MEDIUMTEXT    NOT NULL,
  reason           VARCHAR(1000) NOT NULL,
  parked_at        DATETIME(6)   NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  UNIQUE KEY message_parked_record (consumer, topic, partition_number, offset_number),
  KEY message_parked_key (consumer, topic, message_key, sequence_number, id),
  KEY message_parked_gaps (waits_for)
);

-- What we owe an outside party. next_attempt_at is NULL exactly when the row is SETTLED, and equals
-- the lease's end while an attempt runs, so that a dead worker's row falls due by itself. failures
-- counts the attempts since the last one that had an outcome: thrown, not noted, or died with its
-- process. It is counted when the attempt begins, so that none can escape it.
CREATE TABLE obligation (
  id              BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  kind            VARCHAR(40)  CHARACTER SET ascii NOT NULL,
  lane            VARCHAR(40)  CHARACTER SET ascii NOT NULL,
  reference       VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  payload         MEDIUMTEXT   NOT NULL,
  state           ENUM ('OPEN', 'STUCK', 'SETTLED') NOT NULL DEFAULT 'OPEN',
  attempts        INT          NOT NULL DEFAULT 0,
  failures        INT          NOT NULL DEFAULT 0,
  next_attempt_at DATETIME(6)  NULL,
  lease_until     DATETIME(6)  NULL,
  fence           BIGINT       NOT NULL DEFAULT 0,
  hastened        BOOLEAN      NOT NULL DEFAULT FALSE,
  reason          VARCHAR(500) NULL,
  traceparent     VARCHAR(64)  CHARACTER SET ascii NULL,
  created_at      DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  updated_at      DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  settled_at      DATETIME(6)  NULL,
  UNIQUE KEY obligation_reference (kind, reference),
  KEY obligation_due (lane, next_attempt_at),
  KEY obligation_open (state, kind, lane, created_at),
  KEY obligation_age (settled_at)
);

-- Answers to requests that carried an Idempotency-Key; pruned by age.
CREATE TABLE idempotency_key (
  scope           VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  idempotency_key VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  body_hash       BINARY(32)   NOT NULL,
  answer          MEDIUMTEXT   NULL,
  created_at      DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (scope, idempotency_key),
  KEY idempotency_key_age (created_at)
);
