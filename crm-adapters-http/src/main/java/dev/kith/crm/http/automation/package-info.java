/** Rules over REST and as pages. Neighbours: kernel, pages. */
@NullMarked
package dev.kith.crm.http.automation;

import org.jspecify.annotations.NullMarked;
