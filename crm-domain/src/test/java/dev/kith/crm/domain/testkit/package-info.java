/**
 * What the tests of every module share: fixtures in the words of the domain, a seeded generator for
 * properties, and the writer of the living specification. Shipped as the test-jar of crm-domain.
 */
@NullMarked
package dev.kith.crm.domain.testkit;

import org.jspecify.annotations.NullMarked;
