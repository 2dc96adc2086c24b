-- Seed 003. Names and meanings are the seed's; what its text describes and its DDL forgot is here:
-- out_id, fees, their account and the switches of an app; fee_rate, fee_amount and actual_amount of an
-- order. fee_amount and actual_amount are as wide as amount. Times are UTC.

-- 划转应用配置表: the partner apps.
CREATE TABLE kku_transfer_apps (
  id                   INT UNSIGNED   NOT NULL AUTO_INCREMENT PRIMARY KEY,
  keyname              VARCHAR(50)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  title                VARCHAR(100)   NOT NULL,
  description          TEXT           NULL,
  out_id               INT            NOT NULL,
  out_id2              INT            NULL,
  out_id3              INT            NULL,
  currency_id          INT            NOT NULL,
  fund_id              INT            NOT NULL,
  fund_to_uid          BIGINT         NULL,
  fund_in_uid          BIGINT         NULL,
  exchange_rate        DECIMAL(10, 4) NOT NULL DEFAULT 1.0000,
  fee_in_rate          DECIMAL(5, 4)  NOT NULL DEFAULT 0,
  fee_out_rate         DECIMAL(5, 4)  NOT NULL DEFAULT 0,
  fee_in_min           DECIMAL(15, 4) NOT NULL DEFAULT 0,
  fee_in_max           DECIMAL(15, 4) NULL,
  fee_out_min          DECIMAL(15, 4) NOT NULL DEFAULT 0,
  fee_out_max          DECIMAL(15, 4) NULL,
  fee_account_uid      BIGINT         NULL,
  transfer_in_enabled  TINYINT(1)     NOT NULL DEFAULT 1,
  transfer_out_enabled TINYINT(1)     NOT NULL DEFAULT 1,
  order_callback_url   VARCHAR(255)   NULL,
  order_in_info_url    VARCHAR(255)   NULL,
  order_out_create_url VARCHAR(255)   NULL,
  order_out_info_url   VARCHAR(255)   NULL,
  is_enabled           TINYINT(1)     NOT NULL DEFAULT 1,
  -- the partner answered 410 to a callback: no more of them until an operator names an address again
  callback_gone_at     DATETIME(6)    NULL,
  created_at           DATETIME(6)    NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  updated_at           DATETIME(6)    NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  deleted_at           DATETIME(6)    NULL,
  UNIQUE KEY uk_keyname (keyname),
  KEY idx_out_id (out_id),
  KEY idx_out_id2 (out_id2),
  KEY idx_currency_id (currency_id),
  KEY idx_enabled (is_enabled),
  CONSTRAINT ck_apps_rates CHECK (
    exchange_rate > 0 AND fee_in_rate BETWEEN 0 AND 1 AND fee_out_rate BETWEEN 0 AND 1),
  CONSTRAINT ck_apps_fees CHECK (
    fee_in_min >= 0 AND fee_out_min >= 0
    AND (fee_in_max IS NULL OR fee_in_max >= fee_in_min)
    AND (fee_out_max IS NULL OR fee_out_max >= fee_out_min))
);

-- Secrets that we share with an app, sealed. Two of a purpose are valid while one replaces the other.
CREATE TABLE kku_transfer_app_secrets (
  id              BIGINT         NOT NULL AUTO_INCREMENT PRIMARY KEY,
  transfer_app_id INT UNSIGNED   NOT NULL,
  purpose         ENUM ('REQUEST', 'CALLBACK') NOT NULL,
  key_id          VARCHAR(40)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  sealed          VARBINARY(200) NOT NULL,
  created_at      DATETIME(6)    NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  expires_at      DATETIME(6)    NULL,
  UNIQUE KEY uk_key_id (key_id),
  KEY idx_app (transfer_app_id, purpose),
  CONSTRAINT fk_secrets_app FOREIGN KEY (transfer_app_id) REFERENCES kku_transfer_apps (id)
);

-- Signed requests that have come in: each nonce is taken once. Pruned when its time is over.
CREATE TABLE kku_transfer_nonces (
  key_id  VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  nonce   VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  seen_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (key_id, nonce),
  KEY idx_seen_at (seen_at)
);

-- 划转订单表: the orders that are not archived. status: 1 created, 20 processing, 30 the partner's yes is
-- recorded, 100 completed, -1 failed. refused_at: the partner's no is recorded and the hold is being
-- voided. partner_asked_at: the partner may know the order. fund_uid, fee_uid: the app's accounts as they
-- were when the order came, so that a change of the app never changes what is posted for it.
-- list_position: where it stands in the list that its partner follows; given after the order was
-- committed, when the list is read. ended_at: by which days are compared.
CREATE TABLE kku_transfer_orders (
  id               BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  transfer_app_id  INT UNSIGNED    NOT NULL,
  out_id           INT             NOT NULL,
  out_order_id     VARCHAR(100)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  out_user_id      VARCHAR(50)     NULL,
  user_id          BIGINT UNSIGNED NOT NULL,
  currency_id      INT             NOT NULL,
  fund_id          INT             NOT NULL,
  type             TINYINT         NOT NULL,
  status           TINYINT         NOT NULL DEFAULT 1,
  out_amount       DECIMAL(30, 10) NOT NULL,
  amount           DECIMAL(30, 10) NOT NULL,
  exchange_rate    DECIMAL(10, 4)  NOT NULL,
  fee_rate         DECIMAL(5, 4)   NOT NULL,
  fee_amount       DECIMAL(30, 10) NOT NULL,
  actual_amount    DECIMAL(30, 10) NOT NULL,
  fund_uid         BIGINT          NULL,
  fee_uid          BIGINT          NULL,
  callback_data    JSON            NULL,
  error_message    TEXT            NULL,
  remark           VARCHAR(255)    NULL,
  partner_asked_at DATETIME(6)     NULL,
  refused_at       DATETIME(6)     NULL,
  processed_at     DATETIME(6)     NULL,
  callback_at      DATETIME(6)     NULL,
  completed_at     DATETIME(6)     NULL,
  created_at       DATETIME(6)     NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  updated_at       DATETIME(6)     NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  deleted_at       DATETIME(6)     NULL,
  list_position    BIGINT UNSIGNED NULL,
  ended_at         DATETIME(6)     AS (
    CASE status WHEN 100 THEN completed_at WHEN -1 THEN callback_at END) STORED,
  UNIQUE KEY uk_out_order (out_id, out_order_id),
  UNIQUE KEY uk_list_position (transfer_app_id, list_position),
  KEY idx_transfer_app_id (transfer_app_id, id),
  KEY idx_app_ended (transfer_app_id, ended_at),
  KEY idx_user_id (user_id, id),
  KEY idx_status (status, completed_at),
  KEY idx_type (type),
  KEY idx_created_at (created_at),
  KEY idx_processed_at (processed_at),
  CONSTRAINT fk_transfer_orders_app FOREIGN KEY (transfer_app_id) REFERENCES kku_transfer_apps (id),
  CONSTRAINT ck_orders_enums CHECK (type IN (1, 2) AND status IN (1, 20, 30, 100, -1)),
  CONSTRAINT ck_orders_amounts CHECK (
    out_amount > 0 AND amount > 0 AND fee_amount >= 0 AND actual_amount > 0
    AND actual_amount = IF(type = 1, amount - fee_amount, amount)),
  CONSTRAINT ck_orders_end CHECK ((status = 100) = (completed_at IS NOT NULL))
);

-- The last list_position of each app. Its row is locked by whoever gives further ones.
CREATE TABLE kku_transfer_lists (
  transfer_app_id INT UNSIGNED    NOT NULL PRIMARY KEY,
  last_position   BIGINT UNSIGNED NOT NULL DEFAULT 0
);

-- (out_id, out_order_id) is unique for ever, also when the order is in the archive: a partitioned
-- table could not say so.
CREATE TABLE kku_transfer_order_keys (
  out_id       INT             NOT NULL,
  out_order_id VARCHAR(100)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  body_hash    BINARY(32)      NOT NULL,
  order_id     BIGINT UNSIGNED NULL,
  completed_at DATETIME(6)     NULL,
  PRIMARY KEY (out_id, out_order_id),
  UNIQUE KEY uk_order (order_id)
);

-- What operators did.
CREATE TABLE kku_transfer_audit (
  id       BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  at       DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  operator VARCHAR(60)  CHARACTER SET ascii NOT NULL,
  action   VARCHAR(40)  CHARACTER SET ascii NOT NULL,
  subject  VARCHAR(100) NOT NULL,
  detail   TEXT         NULL
);
