-- What a buy leg got by one command of the core: trades add up until the command's last event,
-- then it is owed to the buyer as one transfer.
CREATE TABLE settlement (
  leg_id BIGINT NOT NULL,
  command BIGINT NOT NULL,
  shard INT NOT NULL,
  units BIGINT NOT NULL,
  owed BOOLEAN NOT NULL DEFAULT FALSE,
  PRIMARY KEY (leg_id, command),
  CONSTRAINT settlement_units CHECK (units > 0)
);
CREATE INDEX settlement_of_command ON settlement (shard, command);
