/** What is left alone and when, in the database. Shape: Record. Neighbours: kernel. */
@NullMarked
package dev.kith.crm.persistence.intake.contact;

import org.jspecify.annotations.NullMarked;
