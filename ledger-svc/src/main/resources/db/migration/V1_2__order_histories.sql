-- The seed's histories. One row for each group, leg and trade; a group's and a leg's status moves on.
CREATE TABLE point_order_group_history (
  group_id      BIGINT NOT NULL PRIMARY KEY,
  user_id       BIGINT NOT NULL,
  token         VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  shard         INT NOT NULL,
  funding       VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  time_in_force VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  expires_at    DATETIME(6) NULL,
  placed_at     DATETIME(6) NOT NULL,
  status        VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reason        VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
  reason_leg    BIGINT NULL,
  legs          TINYINT NOT NULL,
  submitted_at  DATETIME(6) NULL,
  accepted_at   DATETIME(6) NULL,
  ended_at      DATETIME(6) NULL,
  purse_units   BIGINT NULL,
  KEY point_order_group_history_user (user_id, group_id),
  KEY point_order_group_history_open (ended_at, group_id),
  CONSTRAINT point_order_group_history_status CHECK (status IN
    ('SUBMIT', 'SUBMIT_FAILURE', 'PARTLY_FILLED', 'FILLED', 'CANCELLED', 'EXPIRED', 'KILLED',
     'REJECTED')),
  CONSTRAINT point_order_group_history_ended CHECK
    (ended_at IS NOT NULL OR status IN ('SUBMIT', 'SUBMIT_FAILURE', 'PARTLY_FILLED'))
) ENGINE = InnoDB;

CREATE TABLE point_order_history (
  leg_id                  BIGINT NOT NULL PRIMARY KEY,
  group_id                BIGINT NOT NULL,
  user_id                 BIGINT NOT NULL,
  contract                VARCHAR(25) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  point                   VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  side                    VARCHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  lots                    BIGINT NOT NULL,
  lot_units               BIGINT NOT NULL,
  limit_price_units       BIGINT NOT NULL,
  fee_units               BIGINT NOT NULL,
  status                  VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  executed_lots           BIGINT NOT NULL DEFAULT 0,
  executed_notional_units DECIMAL(38, 0) NOT NULL DEFAULT 0,
  trades                  INT NOT NULL DEFAULT 0,
  ended_at                DATETIME(6) NULL,
  KEY point_order_history_group (group_id, leg_id),
  KEY point_order_history_open (point, ended_at),
  CONSTRAINT point_order_history_legs FOREIGN KEY (group_id)
    REFERENCES point_order_group_history (group_id),
  CONSTRAINT point_order_history_executed CHECK
    (executed_lots >= 0 AND executed_lots <= lots AND (status <> 'FILLED' OR executed_lots = lots)),
  CONSTRAINT point_order_history_status CHECK (status IN
    ('SUBMIT', 'SUBMIT_FAILURE', 'PARTLY_FILLED', 'FILLED', 'CANCELLED', 'EXPIRED', 'KILLED',
     'REJECTED', 'FUNDS_EXHAUSTED', 'LINK_ENDED', 'SELF_TRADE'))
) ENGINE = InnoDB;

CREATE TABLE point_trade_history (
  shard          INT NOT NULL,
  sequence       BIGINT NOT NULL,
  contract       VARCHAR(25) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  lots           BIGINT NOT NULL,
  lot_units      BIGINT NOT NULL,
  price_units    BIGINT NOT NULL,
  quantity_units BIGINT NOT NULL,
  notional_units BIGINT NOT NULL,
  buy_group      BIGINT NOT NULL,
  buy_leg        BIGINT NOT NULL,
  buy_user       BIGINT NOT NULL,
  sell_group     BIGINT NOT NULL,
  sell_leg       BIGINT NOT NULL,
  sell_user      BIGINT NOT NULL,
  taker          VARCHAR(4) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  traded_at      DATETIME(6) NOT NULL,
  PRIMARY KEY (shard, sequence),
  KEY point_trade_history_buy (buy_leg),
  KEY point_trade_history_sell (sell_leg),
  CONSTRAINT point_trade_history_amounts CHECK
    (lots > 0 AND quantity_units = lots * lot_units AND notional_units = lots * price_units)
) ENGINE = InnoDB;

-- Supply: open sell quantity. Demand: open buy quantity. Volume: executed. Each order's quantity
-- has 64 bits; their sum may have more.
CREATE TABLE point_amount (
  point        VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  supply_units DECIMAL(38, 0) NOT NULL DEFAULT 0,
  demand_units DECIMAL(38, 0) NOT NULL DEFAULT 0,
  volume_units DECIMAL(38, 0) NOT NULL DEFAULT 0,
  CONSTRAINT point_amount_floor CHECK
    (supply_units >= 0 AND demand_units >= 0 AND volume_units >= 0)
) ENGINE = InnoDB;
