/**
 * Completed orders older than six months (数据归档 of seed 003) go to a table by month, in small
 * batches that hold nobody up; reads find them there, and their names stay taken.
 */
@NullMarked
package io.dams.transfer.archive;

import org.jspecify.annotations.NullMarked;
