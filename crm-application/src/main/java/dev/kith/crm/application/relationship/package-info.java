/**
 * Contact roles: who plays which part for accounts and in opportunities, and the roles that there
 * are.
 *
 * <p>Shape: Decide. Events out: see {@code dev.kith.crm.domain.relationship}. Events in: {@code
 * contact.moved.v1}. Neighbours: kernel, access, contact, opportunity (whose stages need roles),
 * task (who comes after somebody). Targets are known as {@link
 * dev.kith.crm.application.kernel.RelatedRecords} only.
 */
@NullMarked
package dev.kith.crm.application.relationship;

import org.jspecify.annotations.NullMarked;
