-- An order group from the moment it arrives until nothing more is owed for it.
CREATE TABLE order_group (
  group_id BIGINT NOT NULL PRIMARY KEY,
  user_id BIGINT NOT NULL,
  token VARCHAR(12) NOT NULL,
  shard INT NOT NULL,
  time_in_force VARCHAR(8) NOT NULL,
  expires_at DATETIME(6) NULL,
  placed_at DATETIME(6) NOT NULL,
  -- what it may become next stands in GroupState, and nowhere else
  state ENUM ('RESERVING', 'SUBMITTED', 'FAILED', 'REJECTED', 'ENDED') NOT NULL,
  failure VARCHAR(32) NULL,
  -- of a group that is paid by tokens held in the ledger; null for any other
  hold_state ENUM ('PREPARING', 'PREPARED', 'REFUSED', 'ENDED') NULL,
  created_at DATETIME(6) NOT NULL,
  changed_at DATETIME(6) NOT NULL
);

-- One leg: what was ordered, where its points come from or go to, and what was executed of it.
CREATE TABLE order_leg (
  leg_id BIGINT NOT NULL PRIMARY KEY,
  group_id BIGINT NOT NULL,
  contract VARCHAR(25) NOT NULL,
  point VARCHAR(12) NOT NULL,
  side ENUM ('BUY', 'SELL') NOT NULL,
  lots BIGINT NOT NULL,
  lot_units BIGINT NOT NULL,
  limit_price_units BIGINT NOT NULL,
  fee_units BIGINT NOT NULL,
  external_uid VARCHAR(128) NOT NULL,
  -- what it may become next stands in PartState
  state ENUM ('PREPARING', 'PREPARED', 'REFUSED', 'ENDED') NOT NULL,
  executed_lots BIGINT NOT NULL DEFAULT 0,
  trades INT NOT NULL DEFAULT 0,
  -- a cancel of this leg alone came before the submission and follows it to the core
  cancel_asked BOOLEAN NOT NULL DEFAULT FALSE,
  CONSTRAINT order_leg_group FOREIGN KEY (group_id) REFERENCES order_group (group_id),
  CONSTRAINT order_leg_executed CHECK (executed_lots BETWEEN 0 AND lots),
  CONSTRAINT order_leg_numbers CHECK (lots > 0 AND lot_units > 0 AND fee_units >= 0)
);
CREATE INDEX order_leg_of_group ON order_leg (group_id, leg_id);
