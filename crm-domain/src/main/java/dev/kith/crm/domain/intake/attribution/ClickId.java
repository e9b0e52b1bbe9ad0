package dev.kith.crm.domain.intake.attribution;

import com.google.common.collect.ImmutableSet;
import java.util.Set;

/**
 * What an advertising network puts behind a link to know the click again.
 *
 * @param name of the parameter, in lower case
 * @param value as it came: it means something to the network only
 */
public record ClickId(String name, String value) {

  public static final int LONGEST = 500;

  /** The parameters that are known as such. */
  public static final Set<String> NAMES =
      ImmutableSet.of(
          "dclid",
          "epik",
          "fbclid",
          "gbraid",
          "gclid",
          "igshid",
          "li_fat_id",
          "msclkid",
          "rdt_cid",
          "sccid",
          "ttclid",
          "twclid",
          "wbraid",
          "yclid");
}
