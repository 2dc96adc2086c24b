-- Accounts of users; a phone number is sealed, and found by a keyed hash.
CREATE TABLE account (
  account_id BIGINT         NOT NULL PRIMARY KEY,
  username   VARCHAR(40)    NOT NULL,
  phone_hash BINARY(32)     NOT NULL,
  phone      VARBINARY(128) NOT NULL,
  role       TINYINT        NOT NULL DEFAULT 1 COMMENT '1 user, 5 master',
  status     TINYINT        NOT NULL DEFAULT 1 COMMENT '1 active, 2 blocked',
  avatar     VARCHAR(500)   NULL,
  created_at DATETIME(6)    NOT NULL,
  UNIQUE KEY account_phone (phone_hash)
);

-- The account in the unified accounts of the merchants' group.
CREATE TABLE unify_acct_mapping (
  phone_hash    BINARY(32)  NOT NULL PRIMARY KEY,
  unify_acct_id CHAR(36)    CHARACTER SET ascii NOT NULL,
  account_id    BIGINT      NOT NULL,
  created_at    DATETIME(6) NOT NULL,
  UNIQUE KEY unify_acct_mapping_id (unify_acct_id),
  UNIQUE KEY unify_acct_mapping_account (account_id)
);

-- The one live code of a phone number, hashed with a key.
CREATE TABLE login_code (
  phone_hash BINARY(32)  NOT NULL PRIMARY KEY,
  code_hash  BINARY(32)  NOT NULL,
  attempts   INT         NOT NULL,
  sent_at    DATETIME(6) NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  KEY login_code_age (expires_at)
);

-- Counters of fixed windows; the bucket is a keyed hash of phone, device or address.
CREATE TABLE login_limit (
  bucket       BINARY(32)  NOT NULL,
  window_start DATETIME(6) NOT NULL,
  window_end   DATETIME(6) NOT NULL,
  used         INT         NOT NULL,
  PRIMARY KEY (bucket, window_start),
  KEY login_limit_age (window_end)
);

CREATE TABLE login_session (
  session_id    CHAR(36)    CHARACTER SET ascii NOT NULL PRIMARY KEY,
  account_id    BIGINT      NOT NULL,
  device_hash   CHAR(64)    CHARACTER SET ascii NOT NULL,
  created_at    DATETIME(6) NOT NULL,
  expires_at    DATETIME(6) NOT NULL,
  revoked_at    DATETIME(6) NULL,
  revoke_reason VARCHAR(20) CHARACTER SET ascii NULL,
  KEY login_session_account (account_id),
  KEY login_session_age (expires_at)
);

-- Each refresh token of a session; a used one stays, so that its reuse is seen.
CREATE TABLE refresh_token (
  token_hash BINARY(32)  NOT NULL PRIMARY KEY,
  session_id CHAR(36)    CHARACTER SET ascii NOT NULL,
  issued_at  DATETIME(6) NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  used_at    DATETIME(6) NULL,
  KEY refresh_token_session (session_id),
  KEY refresh_token_age (expires_at)
);

-- The device of a session. Its token is sealed, and found by a keyed hash.
CREATE TABLE push_device (
  session_id    CHAR(36)        CHARACTER SET ascii NOT NULL PRIMARY KEY,
  account_id    BIGINT          NOT NULL,
  platform      VARCHAR(7)      CHARACTER SET ascii NOT NULL,
  token_hash    BINARY(32)      NOT NULL,
  token         VARBINARY(4200) NOT NULL,
  language      VARCHAR(2)      CHARACTER SET ascii NOT NULL,
  registered_at DATETIME(6)     NOT NULL,
  UNIQUE KEY push_device_token (token_hash),
  KEY push_device_account (account_id)
);
