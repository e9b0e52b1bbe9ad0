/**
 * Errors as the API tells them: problems after RFC 9457, with codes from one closed list.
 *
 * <p>Shape: Calculate. Neighbours: json.
 */
@NullMarked
package dev.kith.crm.http.kernel.problem;

import org.jspecify.annotations.NullMarked;
