/** What was transferred (数据统计查询 of seed 003): by app, currency and period. */
@NullMarked
package io.dams.transfer.statistics;

import org.jspecify.annotations.NullMarked;
