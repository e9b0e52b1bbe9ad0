/**
 * Time that counts only while somebody is at work: the hours of a business, as a value that every
 * feature can reckon with that has deadlines.
 *
 * <p>Shape: values. Events out: none. Events in: none. Neighbours: none; every feature may use this
 * package.
 */
@NullMarked
package dev.kith.crm.domain.shared.worktime;

import org.jspecify.annotations.NullMarked;
