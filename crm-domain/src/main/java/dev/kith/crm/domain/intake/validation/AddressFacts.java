package dev.kith.crm.domain.intake.validation;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.shared.PostalAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a postal address.
 *
 * @param address with its postal code as it is to be written
 * @param lines of an envelope within the country; empty if the country's rules are not known
 * @param location null if nobody was asked
 */
public record AddressFacts(PostalAddress address, List<String> lines, @Nullable Location location) {

  public AddressFacts {
    lines = ImmutableList.copyOf(lines);
  }

  public AddressFacts(PostalAddress address, List<String> lines) {
    this(address, lines, null);
  }

  public AddressFacts at(Location found) {
    return new AddressFacts(address, lines, found);
  }
}
