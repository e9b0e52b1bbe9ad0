/**
 * Measures how right the product is on labelled data that stands outside of the project; {@code
 * docs/quality-of-matching.md} tells how to run it and what came out.
 */
@NullMarked
package dev.kith.crm.benchmark.quality;

import org.jspecify.annotations.NullMarked;
