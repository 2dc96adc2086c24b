-- Orders that were completed long ago, by month of completed_at. No foreign key and no unique key but
-- the primary one can stand on a partitioned table; kku_transfer_order_keys knows which month to read.
CREATE TABLE kku_transfer_orders_archive (
  id               BIGINT UNSIGNED NOT NULL,
  transfer_app_id  INT UNSIGNED    NOT NULL,
  out_id           INT             NOT NULL,
  out_order_id     VARCHAR(100)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  out_user_id      VARCHAR(50)     NULL,
  user_id          BIGINT UNSIGNED NOT NULL,
  currency_id      INT             NOT NULL,
  fund_id          INT             NOT NULL,
  type             TINYINT         NOT NULL,
  status           TINYINT         NOT NULL,
  out_amount       DECIMAL(30, 10) NOT NULL,
  amount           DECIMAL(30, 10) NOT NULL,
  exchange_rate    DECIMAL(10, 4)  NOT NULL,
  fee_rate         DECIMAL(5, 4)   NOT NULL,
  fee_amount       DECIMAL(30, 10) NOT NULL,
  actual_amount    DECIMAL(30, 10) NOT NULL,
  fund_uid         BIGINT          NULL,
  fee_uid          BIGINT          NULL,
  callback_data    JSON            NULL,
  error_message    TEXT            NULL,
  remark           VARCHAR(255)    NULL,
  partner_asked_at DATETIME(6)     NULL,
  refused_at       DATETIME(6)     NULL,
  processed_at     DATETIME(6)     NULL,
  callback_at      DATETIME(6)     NULL,
  completed_at     DATETIME(6)     NOT NULL,
  created_at       DATETIME(6)     NOT NULL,
  updated_at       DATETIME(6)     NOT NULL,
  deleted_at       DATETIME(6)     NULL,
  list_position    BIGINT UNSIGNED NULL,
  ended_at         DATETIME(6)     AS (completed_at) VIRTUAL,
  PRIMARY KEY (id, completed_at),
  KEY idx_transfer_app_id (transfer_app_id, id),
  KEY idx_app_completed (transfer_app_id, completed_at, id),
  KEY idx_user_id (user_id, id),
  KEY idx_created_at (created_at)
);

-- A partition for each month of twelve years, and one for all after them.
SET @months = (
  WITH RECURSIVE month (first_day) AS (
    SELECT CAST('2025-02-01' AS DATE)
    UNION ALL
    SELECT first_day + INTERVAL 1 MONTH FROM month WHERE first_day < '2037-01-01')
  SELECT GROUP_CONCAT(
    CONCAT('PARTITION p', DATE_FORMAT(first_day - INTERVAL 1 MONTH, '%Y%m'),
           ' VALUES LESS THAN (''', first_day, ''')')
    ORDER BY first_day SEPARATOR ', ')
  FROM month);

EXECUTE IMMEDIATE CONCAT(
  'ALTER TABLE kku_transfer_orders_archive PARTITION BY RANGE COLUMNS (completed_at) (',
  @months, ', PARTITION pmax VALUES LESS THAN (MAXVALUE))');
