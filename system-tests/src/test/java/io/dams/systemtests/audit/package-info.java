/** Each rule of the auditor catches what it is for, and sound books pass. */
@NullMarked
package io.dams.systemtests.audit;

import org.jspecify.annotations.NullMarked;
