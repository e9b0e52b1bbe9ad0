/** What the tests of this module share: fresh databases of every kind. */
@NullMarked
package dev.kith.crm.persistence;

import org.jspecify.annotations.NullMarked;
