-- The comparison of one UTC day of a merchant's statement with point_statement_book. A pass is one
-- whole reading; a row is of the last pass. READING: cursor_text is the merchant's cursor. COMPARING:
-- our lines up to (cursor_at, cursor_text) are compared.
CREATE TABLE reconciliation (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  ex_code VARCHAR(12) NOT NULL,
  day DATE NOT NULL,
  pass INT NOT NULL,
  state ENUM ('READING', 'COMPARING', 'DONE') NOT NULL,
  cursor_at DATETIME(6) NULL,
  cursor_text VARCHAR(255) NULL,
  their_lines BIGINT NOT NULL DEFAULT 0,
  our_lines BIGINT NOT NULL DEFAULT 0,
  breaks BIGINT NOT NULL DEFAULT 0,
  requested_by VARCHAR(64) NOT NULL,
  started_at DATETIME(6) NOT NULL,
  finished_at DATETIME(6) NULL,
  CONSTRAINT reconciliation_once UNIQUE (ex_code, day)
);
CREATE INDEX reconciliation_by_state ON reconciliation (state, finished_at);

-- Which lines a pass has read. Of no use once it is done; pruned by age.
CREATE TABLE reconciliation_line (
  reconciliation_id BIGINT NOT NULL,
  pass INT NOT NULL,
  transfer_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  read_at DATETIME(6) NOT NULL,
  PRIMARY KEY (reconciliation_id, pass, transfer_id)
);
CREATE INDEX reconciliation_line_age ON reconciliation_line (read_at);

-- A difference between the two books. What the states may become stands in BreakState. Of a line
-- that no book can hold, their_faults names the wrong fields and their_text is how it begins.
CREATE TABLE statement_break (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  ex_code VARCHAR(12) NOT NULL,
  day DATE NOT NULL,
  transfer_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  type ENUM ('MISSING_HERE', 'MISSING_THERE', 'TWICE_THERE', 'UNBOOKABLE_THERE', 'OTHER_KIND',
             'OTHER_AMOUNT', 'OTHER_DAY', 'OTHER_DETAILS') NOT NULL,
  state ENUM ('OPEN', 'EXPLAINED', 'RESOLVED', 'MATCHED') NOT NULL,
  our_kind ENUM ('RESERVE', 'SETTLE', 'RETURN', 'FEE') NULL,
  our_units BIGINT NULL,
  our_reference VARCHAR(128) NULL,
  our_at DATETIME(6) NULL,
  their_kind ENUM ('RESERVE', 'SETTLE', 'RETURN', 'FEE') NULL,
  their_units BIGINT NULL,
  their_reference VARCHAR(128) NULL,
  their_at DATETIME(6) NULL,
  their_faults VARCHAR(128) NULL,
  their_text VARCHAR(1000) NULL,
  -- the last pass that found it
  pass INT NOT NULL,
  opened_at DATETIME(6) NOT NULL,
  changed_at DATETIME(6) NOT NULL,
  CONSTRAINT statement_break_once UNIQUE (ex_code, day, transfer_id, type)
);
CREATE INDEX statement_break_by_state ON statement_break (state, ex_code, type);
