/**
 * The testkit: storage in memory, the contracts that every storage keeps, and what tests steer from
 * outside (time, ids). Shipped as the test-jar of crm-application; the fixtures that need no ports
 * stand in {@link dev.kith.crm.domain.testkit}.
 */
@NullMarked
package dev.kith.crm.testkit;

import org.jspecify.annotations.NullMarked;
