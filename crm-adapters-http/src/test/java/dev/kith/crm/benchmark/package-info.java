/**
 * Measures what the product can do against limits measured in the same run; {@code
 * docs/performance.md} tells how to run it.
 */
@NullMarked
package dev.kith.crm.benchmark;

import org.jspecify.annotations.NullMarked;
