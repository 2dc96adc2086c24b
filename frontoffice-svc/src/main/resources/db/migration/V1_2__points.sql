CREATE TABLE brand (
  brand_code VARCHAR(12)  CHARACTER SET ascii NOT NULL PRIMARY KEY,
  brand_name VARCHAR(80)  NOT NULL,
  logo_url   VARCHAR(500) NULL,
  updated_at DATETIME(6)  NOT NULL
);

-- 积分字典: the point of a brand. A lower priority is shown first.
CREATE TABLE pointdict (
  ex_code     VARCHAR(12) CHARACTER SET ascii NOT NULL PRIMARY KEY,
  brand_code  VARCHAR(12) CHARACTER SET ascii NOT NULL,
  point_scale TINYINT     NOT NULL,
  priority    INT         NOT NULL,
  displayed   BOOLEAN     NOT NULL,
  updated_at  DATETIME(6) NOT NULL,
  KEY pointdict_priority (priority),
  CONSTRAINT pointdict_brand FOREIGN KEY (brand_code) REFERENCES brand (brand_code)
);

-- A user's bound points. Unbinding is soft: bound becomes NULL, so that only one row is bound.
CREATE TABLE pointwallet (
  wallet_id     BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  account_id    BIGINT       NOT NULL,
  ex_code       VARCHAR(12)  CHARACTER SET ascii NOT NULL,
  external_uid  VARCHAR(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  bind_time     DATETIME(6)  NOT NULL,
  bound         BOOLEAN      NULL DEFAULT TRUE,
  unbind_time   DATETIME(6)  NULL,
  unbind_reason VARCHAR(20)  CHARACTER SET ascii NULL,
  UNIQUE KEY pointwallet_bound (account_id, ex_code, bound),
  UNIQUE KEY pointwallet_member (ex_code, external_uid, bound)
);

-- The merchant's token of a user, sealed.
CREATE TABLE points_token_info (
  account_id BIGINT          NOT NULL,
  ex_code    VARCHAR(12)     CHARACTER SET ascii NOT NULL,
  token      VARBINARY(4200) NOT NULL,
  expires_at DATETIME(6)     NOT NULL,
  updated_at DATETIME(6)     NOT NULL,
  PRIMARY KEY (account_id, ex_code)
);
