CREATE TABLE quote (
  quote_id        CHAR(36)    CHARACTER SET ascii NOT NULL PRIMARY KEY,
  account_id      BIGINT      NOT NULL,
  sell_contract   VARCHAR(25) CHARACTER SET ascii NOT NULL,
  sell_lots       BIGINT      NOT NULL,
  sell_lot_units  BIGINT      NOT NULL,
  sell_price_units BIGINT     NOT NULL,
  sell_fee_units  BIGINT      NOT NULL,
  buy_contract    VARCHAR(25) CHARACTER SET ascii NOT NULL,
  buy_lots        BIGINT      NOT NULL,
  buy_lot_units   BIGINT      NOT NULL,
  buy_price_units BIGINT      NOT NULL,
  residual_units  BIGINT      NOT NULL,
  created_at      DATETIME(6) NOT NULL,
  expires_at      DATETIME(6) NOT NULL,
  used_by         BIGINT      NULL,
  KEY quote_age (expires_at)
);

-- Order groups as their owners see them: the accepted row, and what became of it since.
CREATE TABLE order_group (
  group_id      BIGINT       NOT NULL PRIMARY KEY,
  account_id    BIGINT       NOT NULL,
  token         VARCHAR(12)  CHARACTER SET ascii NOT NULL,
  token_scale   INT          NOT NULL,
  shard         INT          NOT NULL,
  time_in_force VARCHAR(3)   CHARACTER SET ascii NOT NULL,
  expires_at    DATETIME(6)  NULL,
  placed_at     DATETIME(6)  NOT NULL,
  status        VARCHAR(20)  CHARACTER SET ascii NOT NULL,
  open          BOOLEAN      NOT NULL,
  reason        VARCHAR(40)  CHARACTER SET ascii NULL,
  refused_leg   BIGINT       NULL,
  detail        VARCHAR(500) NULL,
  cancel        VARCHAR(10)  CHARACTER SET ascii NOT NULL,
  updated_at    DATETIME(6)  NOT NULL,
  KEY order_group_account (account_id, group_id),
  KEY order_group_status (account_id, status, group_id),
  KEY order_group_open (account_id, open)
);

CREATE TABLE order_leg (
  leg_id            BIGINT       NOT NULL PRIMARY KEY,
  group_id          BIGINT       NOT NULL,
  contract          VARCHAR(25)  CHARACTER SET ascii NOT NULL,
  point             VARCHAR(12)  CHARACTER SET ascii NOT NULL,
  side              VARCHAR(4)   CHARACTER SET ascii NOT NULL,
  lots              BIGINT       NOT NULL,
  lot_units         BIGINT       NOT NULL,
  limit_price_units BIGINT       NOT NULL,
  fee_units         BIGINT       NOT NULL,
  external_uid      VARCHAR(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  point_scale       INT          NOT NULL,
  status            VARCHAR(20)  CHARACTER SET ascii NOT NULL,
  executed_lots     BIGINT       NOT NULL,
  notional_units    BIGINT       NOT NULL,
  trades            INT          NOT NULL,
  reserved_units    BIGINT       NOT NULL,
  settled_units     BIGINT       NOT NULL,
  returned_units    BIGINT       NOT NULL,
  paid_fee_units    BIGINT       NOT NULL,
  delayed_movements INT          NOT NULL,
  KEY order_leg_group (group_id)
);

-- One row for each side of a trade.
CREATE TABLE order_trade (
  group_id       BIGINT      NOT NULL,
  core_sequence  BIGINT      NOT NULL,
  leg_id         BIGINT      NOT NULL,
  account_id     BIGINT      NOT NULL,
  shard          INT         NOT NULL,
  lots           BIGINT      NOT NULL,
  price_units    BIGINT      NOT NULL,
  at             DATETIME(6) NOT NULL,
  PRIMARY KEY (group_id, core_sequence, leg_id),
  KEY order_trade_account (account_id, at, core_sequence, shard, leg_id)
);

-- Movements of points at merchants, as backoffice tells them.
CREATE TABLE order_movement (
  group_id    BIGINT       NOT NULL,
  transfer_id VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  leg_id      BIGINT       NOT NULL,
  kind        VARCHAR(10)  CHARACTER SET ascii NOT NULL,
  units       BIGINT       NOT NULL,
  state       VARCHAR(10)  CHARACTER SET ascii NOT NULL COMMENT 'DELAYED, MOVED',
  reason      VARCHAR(255) NULL,
  at          DATETIME(6)  NOT NULL,
  PRIMARY KEY (group_id, transfer_id)
);

-- Number of the last event of an account. Its row lock makes the numbers contiguous.
CREATE TABLE account_stream (
  account_id    BIGINT NOT NULL PRIMARY KEY,
  last_sequence BIGINT NOT NULL
);

CREATE TABLE account_event (
  account_id BIGINT      NOT NULL,
  sequence   BIGINT      NOT NULL,
  type       VARCHAR(20) CHARACTER SET ascii NOT NULL,
  body       MEDIUMTEXT  NOT NULL,
  at         DATETIME(6) NOT NULL,
  PRIMARY KEY (account_id, sequence),
  KEY account_event_age (at)
);
