/** What is found out about leads, over REST. Shape: Run. Neighbours: kernel. */
@NullMarked
package dev.kith.crm.http.intake.enrichment;

import org.jspecify.annotations.NullMarked;
