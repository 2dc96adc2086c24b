-- Settlements and returns that were refused for good and are given up at the merchant. The points wait for
-- another destination, and then for the settlement claim_id; that may be refused in its turn.
CREATE TABLE suspense (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  transfer_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind ENUM ('SETTLE', 'RETURN') NOT NULL,
  -- the movement as it was first owed, and how many have taken its place before this one
  first_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  number INT NOT NULL,
  ex_code VARCHAR(12) NOT NULL,
  units BIGINT NOT NULL,
  group_id BIGINT NOT NULL,
  leg_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  refused_uid VARCHAR(128) NOT NULL,
  reason VARCHAR(64) NOT NULL,
  state ENUM ('SUSPENDED', 'CLAIMED') NOT NULL,
  claim_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  claimed_uid VARCHAR(128) NULL,
  suspended_at DATETIME(6) NOT NULL,
  claimed_at DATETIME(6) NULL,
  CONSTRAINT suspense_once UNIQUE (transfer_id),
  CONSTRAINT suspense_claim_once UNIQUE (claim_id),
  CONSTRAINT suspense_units CHECK (units > 0),
  CONSTRAINT suspense_claimed CHECK ((state = 'CLAIMED') = (claim_id IS NOT NULL))
);
CREATE INDEX suspense_of_user ON suspense (user_id, ex_code, state);
CREATE INDEX suspense_by_state ON suspense (state, ex_code, suspended_at);

-- Points that a merchant owes us: a reserve that it confirmed and has not, or a movement that it
-- refuses for ever and that was written off.
CREATE TABLE receivable (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  transfer_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind ENUM ('RESERVE', 'SETTLE', 'RETURN', 'FEE') NOT NULL,
  ex_code VARCHAR(12) NOT NULL,
  units BIGINT NOT NULL,
  group_id BIGINT NOT NULL,
  leg_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  reason VARCHAR(128) NOT NULL,
  state ENUM ('OPEN', 'SETTLED') NOT NULL,
  booked_at DATETIME(6) NOT NULL,
  settled_at DATETIME(6) NULL,
  CONSTRAINT receivable_once UNIQUE (transfer_id),
  CONSTRAINT receivable_units CHECK (units > 0)
);
CREATE INDEX receivable_by_state ON receivable (state, ex_code, booked_at);
