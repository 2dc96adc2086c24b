-- Double entry. Codes are ASCII and compare byte by byte, as Java compares them. An account without
-- a floor has up to eight rows, code and code#1 to code#7; its balance is their sum. moved_at never
-- goes back, whatever the clock does: entries take their times from it.
CREATE TABLE account (
  code          VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  kind          VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  owner         VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  fund          INT NOT NULL DEFAULT 0,
  asset         VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  balance_units BIGINT NOT NULL DEFAULT 0,
  opened_at     DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
  moved_at      DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
  KEY account_owner (owner, kind),
  CONSTRAINT account_kind CHECK
    (kind IN ('USER', 'HELD', 'PURSE', 'SYSTEM', 'ISSUER', 'OUTSIDE', 'INTERMEDIARY', 'FEE',
              'SUSPENSE', 'RECEIVABLE')),
  CONSTRAINT account_floor CHECK
    (balance_units >= 0
      OR kind IN ('SYSTEM', 'ISSUER', 'OUTSIDE', 'INTERMEDIARY', 'FEE', 'SUSPENSE', 'RECEIVABLE'))
) ENGINE = InnoDB;

-- Append-only: the application's user can neither update nor delete here.
CREATE TABLE journal (
  id          BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  caller      VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  reference   VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  operation   VARCHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  order_group BIGINT NULL,
  body_hash   BINARY(32) NOT NULL,
  posted_at   DATETIME(6) NOT NULL,
  UNIQUE KEY journal_reference (caller, reference),
  KEY journal_order_group (order_group)
) ENGINE = InnoDB;

-- Append-only, like journal. account is a row of account, balance_units its balance after the
-- entry; the entries of a row have the same order by journal and by time.
CREATE TABLE entry (
  journal_id    BIGINT NOT NULL,
  line          SMALLINT NOT NULL,
  account       VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  asset         VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  units         BIGINT NOT NULL,
  balance_units BIGINT NOT NULL,
  posted_at     DATETIME(6) NOT NULL,
  PRIMARY KEY (journal_id, line),
  KEY entry_account (account, posted_at, journal_id),
  CONSTRAINT entry_journal FOREIGN KEY (journal_id) REFERENCES journal (id),
  CONSTRAINT entry_account FOREIGN KEY (account) REFERENCES account (code),
  CONSTRAINT entry_moves CHECK (units <> 0)
) ENGINE = InnoDB;

-- account is null for a hold that was voided before it was placed (a tombstone).
CREATE TABLE hold (
  id           VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  user_id      BIGINT NULL,
  fund         INT NOT NULL DEFAULT 0,
  asset        VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NULL,
  state        VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  placed_units BIGINT NOT NULL,
  posted_units BIGINT NOT NULL,
  committed    BOOLEAN NOT NULL DEFAULT FALSE,
  expires_at   DATETIME(6) NULL,
  placed_at    DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
  ended_at     DATETIME(6) NULL,
  KEY hold_owner (user_id, asset, state),
  KEY hold_expiry (state, expires_at),
  CONSTRAINT hold_state CHECK (state IN ('PLACED', 'POSTED', 'VOIDED', 'EXPIRED')),
  CONSTRAINT hold_bounds CHECK (posted_units >= 0 AND posted_units <= placed_units),
  CONSTRAINT hold_open CHECK (state <> 'PLACED' OR posted_units < placed_units),
  CONSTRAINT hold_posted CHECK (state <> 'POSTED' OR posted_units = placed_units),
  CONSTRAINT hold_tombstone CHECK
    ((user_id IS NOT NULL AND asset IS NOT NULL AND placed_units > 0)
      OR (state = 'VOIDED' AND placed_units = 0)),
  CONSTRAINT hold_ended CHECK ((state = 'PLACED') = (ended_at IS NULL))
) ENGINE = InnoDB;
