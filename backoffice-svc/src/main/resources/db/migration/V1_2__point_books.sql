-- Every movement of points that a merchant confirmed, once each, never changed afterwards.
CREATE TABLE point_statement_book (
  transfer_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  kind ENUM ('RESERVE', 'SETTLE', 'RETURN', 'FEE') NOT NULL,
  ex_code VARCHAR(12) NOT NULL,
  units BIGINT NOT NULL,
  group_id BIGINT NOT NULL,
  leg_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  uid VARCHAR(128) NULL,
  reverses VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  merchant_reference VARCHAR(128) NOT NULL,
  merchant_at DATETIME(6) NOT NULL,
  recorded_at DATETIME(6) NOT NULL,
  CONSTRAINT point_statement_units CHECK (units > 0)
);
CREATE INDEX point_statement_of_leg ON point_statement_book (leg_id, kind);
CREATE INDEX point_statement_of_merchant ON point_statement_book (ex_code, merchant_at);

-- Every movement that is owed and could not be made; resolved_at is set when it was made at last.
CREATE TABLE point_error_statement_book (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  transfer_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind ENUM ('RESERVE', 'SETTLE', 'RETURN', 'FEE') NOT NULL,
  ex_code VARCHAR(12) NOT NULL,
  units BIGINT NOT NULL,
  group_id BIGINT NOT NULL,
  leg_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  reason VARCHAR(255) NOT NULL,
  attempts INT NOT NULL,
  opened_at DATETIME(6) NOT NULL,
  last_attempt_at DATETIME(6) NOT NULL,
  next_attempt_at DATETIME(6) NOT NULL,
  -- what an operator decided on evidence; the next attempt carries it out
  ruling ENUM ('MOVED', 'SUSPENDED', 'WRITTEN_OFF') NULL,
  ruling_reference VARCHAR(128) NULL,
  ruling_moved_at DATETIME(6) NULL,
  resolved_at DATETIME(6) NULL,
  CONSTRAINT point_error_once UNIQUE (transfer_id)
);
CREATE INDEX point_error_open ON point_error_statement_book (resolved_at, ex_code);

-- Who did what to an entry of which book, and on what evidence. Never changed.
CREATE TABLE audit_trail (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  book ENUM ('ERRORS', 'BREAKS', 'SUSPENSE', 'RECEIVABLES') NOT NULL,
  subject VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  actor VARCHAR(64) NOT NULL,
  action VARCHAR(16) NOT NULL,
  reference VARCHAR(128) NULL,
  note VARCHAR(1000) NULL,
  at DATETIME(6) NOT NULL
);
CREATE INDEX audit_trail_of_subject ON audit_trail (book, subject, id);
