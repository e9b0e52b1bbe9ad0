/** Jobs on real databases, and in several processes on one. */
@NullMarked
package dev.kith.crm.persistence.job;

import org.jspecify.annotations.NullMarked;
