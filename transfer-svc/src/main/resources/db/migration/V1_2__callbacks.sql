-- Results that apps are told of (order_callback_url). The payload is kept as it was signed.
CREATE TABLE kku_transfer_callbacks (
  id              BIGINT          NOT NULL AUTO_INCREMENT PRIMARY KEY,
  message_id      VARCHAR(40)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  transfer_app_id INT UNSIGNED    NOT NULL,
  order_id        BIGINT UNSIGNED NOT NULL,
  payload         TEXT            NOT NULL,
  state           ENUM ('PENDING', 'DELIVERED', 'EXHAUSTED', 'DISABLED') NOT NULL DEFAULT 'PENDING',
  -- since the last replay
  attempts        INT             NOT NULL DEFAULT 0,
  replays         INT             NOT NULL DEFAULT 0,
  next_attempt_at DATETIME(6)     NULL,
  delivered_at    DATETIME(6)     NULL,
  created_at      DATETIME(6)     NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  UNIQUE KEY uk_message (message_id),
  UNIQUE KEY uk_order (order_id),
  KEY idx_app (transfer_app_id, id),
  KEY idx_state (state, id),
  KEY idx_created_at (created_at)
);

-- The delivery log: one row for each attempt.
CREATE TABLE kku_transfer_callback_attempts (
  id          BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  callback_id BIGINT       NOT NULL,
  at          DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  url         VARCHAR(255) NOT NULL,
  took_millis INT          NOT NULL,
  status      INT          NULL,
  error       VARCHAR(100) NULL,
  answer      VARCHAR(500) NULL,
  KEY idx_callback (callback_id, id),
  KEY idx_at (at)
);
