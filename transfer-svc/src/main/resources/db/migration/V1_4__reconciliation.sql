-- A day of an app, compared with the partner and with the ledger.
CREATE TABLE kku_transfer_reconciliations (
  id              BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  transfer_app_id INT UNSIGNED NOT NULL,
  day             DATE         NOT NULL,
  state           ENUM ('RUNNING', 'DONE') NOT NULL DEFAULT 'RUNNING',
  -- a day may be compared again; the numbers are those of the last run
  run             INT          NOT NULL DEFAULT 1,
  -- compared up to here: the order's end, and of those with the same one its id
  after_ended_at  DATETIME(6)  NULL,
  after_order_id  BIGINT UNSIGNED NOT NULL DEFAULT 0,
  orders          BIGINT       NOT NULL DEFAULT 0,
  breaks          BIGINT       NOT NULL DEFAULT 0,
  unanswered      BIGINT       NOT NULL DEFAULT 0,
  started_at      DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  done_at         DATETIME(6)  NULL,
  UNIQUE KEY uk_day (transfer_app_id, day)
);

-- Where we and a partner, or we and the ledger, do not say the same of an order.
CREATE TABLE kku_transfer_breaks (
  id              BIGINT          NOT NULL AUTO_INCREMENT PRIMARY KEY,
  transfer_app_id INT UNSIGNED    NOT NULL,
  order_id        BIGINT UNSIGNED NOT NULL,
  rule            VARCHAR(40)     CHARACTER SET ascii NOT NULL,
  ours            VARCHAR(255)    NOT NULL,
  theirs          VARCHAR(255)    NOT NULL,
  state           ENUM ('OPEN', 'EXPLAINED', 'RESOLVED') NOT NULL DEFAULT 'OPEN',
  note            VARCHAR(500)    NULL,
  operator        VARCHAR(60)     CHARACTER SET ascii NULL,
  found_at        DATETIME(6)     NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  seen_at         DATETIME(6)     NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  closed_at       DATETIME(6)     NULL,
  UNIQUE KEY uk_rule (order_id, rule),
  KEY idx_state (state, id)
);
