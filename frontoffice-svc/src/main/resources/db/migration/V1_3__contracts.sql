-- 合约信息表: contracts in force, as the core published them.
CREATE TABLE contract_info (
  contract         VARCHAR(25) CHARACTER SET ascii NOT NULL PRIMARY KEY,
  contract_type    VARCHAR(20) CHARACTER SET ascii NOT NULL DEFAULT 'POINT_TOKEN' COMMENT '积分换代币',
  point            VARCHAR(12) CHARACTER SET ascii NOT NULL,
  point_settled    VARCHAR(10) CHARACTER SET ascii NOT NULL DEFAULT 'EXTERNAL',
  token            VARCHAR(12) CHARACTER SET ascii NOT NULL,
  token_settled    VARCHAR(10) CHARACTER SET ascii NOT NULL DEFAULT 'INTERNAL',
  shard            INT         NOT NULL,
  point_scale      INT         NOT NULL,
  token_scale      INT         NOT NULL,
  lot_units        BIGINT      NOT NULL,
  tick_units       BIGINT      NOT NULL,
  min_lots         BIGINT      NOT NULL,
  max_lots         BIGINT      NOT NULL,
  max_price_units  BIGINT      NOT NULL,
  fee_ratio_ppm    INT         NOT NULL,
  state            VARCHAR(10) CHARACTER SET ascii NOT NULL,
  last_price_units BIGINT      NOT NULL DEFAULT 0,
  published_at     DATETIME(6) NOT NULL,
  KEY contract_info_token (token, point)
);

-- Row locks: changes of the contracts of one token are judged one after another.
CREATE TABLE contract_token (
  token VARCHAR(12) CHARACTER SET ascii NOT NULL PRIMARY KEY
);

-- The last change of each contract that operators asked for, and what the core said to it.
CREATE TABLE contract_change (
  contract        VARCHAR(25)  CHARACTER SET ascii NOT NULL PRIMARY KEY,
  point           VARCHAR(12)  CHARACTER SET ascii NOT NULL,
  token           VARCHAR(12)  CHARACTER SET ascii NOT NULL,
  shard           INT          NOT NULL,
  point_scale     INT          NOT NULL,
  token_scale     INT          NOT NULL,
  lot_units       BIGINT       NOT NULL,
  tick_units      BIGINT       NOT NULL,
  min_lots        BIGINT       NOT NULL,
  max_lots        BIGINT       NOT NULL,
  max_price_units BIGINT       NOT NULL,
  fee_ratio_ppm   INT          NOT NULL,
  state           VARCHAR(10)  CHARACTER SET ascii NOT NULL,
  progress        VARCHAR(10)  CHARACTER SET ascii NOT NULL COMMENT 'REQUESTED, PUBLISHED, REFUSED',
  refused_rule    VARCHAR(200) NULL,
  requested_at    DATETIME(6)  NOT NULL
);

-- Market data: the best levels of each book, as price:lots with commas between, best first.
CREATE TABLE market_depth (
  contract         VARCHAR(25)   CHARACTER SET ascii NOT NULL PRIMARY KEY,
  bids             VARCHAR(1000) CHARACTER SET ascii NOT NULL,
  asks             VARCHAR(1000) CHARACTER SET ascii NOT NULL,
  last_price_units BIGINT        NOT NULL,
  core_sequence    BIGINT        NOT NULL,
  at               DATETIME(6)   NOT NULL
);

-- The core numbers the events of each shard.
CREATE TABLE market_trade (
  contract      VARCHAR(25) CHARACTER SET ascii NOT NULL,
  core_sequence BIGINT      NOT NULL,
  shard         INT         NOT NULL,
  lots          BIGINT      NOT NULL,
  lot_units     BIGINT      NOT NULL,
  price_units   BIGINT      NOT NULL,
  taker         VARCHAR(4)  CHARACTER SET ascii NOT NULL,
  at            DATETIME(6) NOT NULL,
  PRIMARY KEY (contract, core_sequence, shard),
  KEY market_trade_age (at)
);

-- The trades of each book in each span of time. core_sequence is that of the last trade in it.
CREATE TABLE market_candle (
  contract       VARCHAR(25)    CHARACTER SET ascii NOT NULL,
  candle_period  VARCHAR(2)     CHARACTER SET ascii NOT NULL COMMENT 'M1, M5, H1, D1',
  starts_at      DATETIME(6)    NOT NULL,
  open_units     BIGINT         NOT NULL,
  high_units     BIGINT         NOT NULL,
  low_units      BIGINT         NOT NULL,
  close_units    BIGINT         NOT NULL,
  quantity_units DECIMAL(38, 0) NOT NULL,
  notional_units DECIMAL(38, 0) NOT NULL,
  trades         BIGINT         NOT NULL,
  core_sequence  BIGINT         NOT NULL,
  PRIMARY KEY (contract, candle_period, starts_at),
  KEY market_candle_age (candle_period, starts_at)
);
