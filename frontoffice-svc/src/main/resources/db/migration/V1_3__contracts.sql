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
