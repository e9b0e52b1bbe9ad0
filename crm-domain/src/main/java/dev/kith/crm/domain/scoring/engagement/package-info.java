/**
 * What people do that tells of their interest: mails that they open, pages that they look at, forms
 * that they fill in; and whether it was a person that did it.
 *
 * <p>Shape: Calculate. Events out: lead.engaged.v1. Events in: none. Neighbours: lead (who did it).
 */
@NullMarked
package dev.kith.crm.domain.scoring.engagement;

import org.jspecify.annotations.NullMarked;
