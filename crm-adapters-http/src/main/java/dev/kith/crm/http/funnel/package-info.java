/**
 * Analytics of pipelines over REST and on pages.
 *
 * <p>Shape: Read. Events out: none. Events in: none. Neighbours: kernel, pages.
 */
@NullMarked
package dev.kith.crm.http.funnel;

import org.jspecify.annotations.NullMarked;
