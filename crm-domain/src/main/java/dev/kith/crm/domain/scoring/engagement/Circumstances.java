package dev.kith.crm.domain.scoring.engagement;

/**
 * What the events around one say about it.
 *
 * @param linksAtOnce how many different links of the same mail were followed by the same recipient
 *     within {@link VerdictEngine#AT_ONCE} of its delivery
 * @param recipients of how many leads mails were opened or links followed from the same network in
 *     the same minute
 */
public record Circumstances(int linksAtOnce, int recipients) {

  public static final Circumstances NONE = new Circumstances(0, 0);
}
