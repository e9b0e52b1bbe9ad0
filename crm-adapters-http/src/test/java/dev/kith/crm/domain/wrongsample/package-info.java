/** Classes that break the rules of the house on purpose, so that each rule is seen to turn red. */
@NullMarked
package dev.kith.crm.domain.wrongsample;

import org.jspecify.annotations.NullMarked;
