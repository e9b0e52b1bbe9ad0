package dev.kith.crm.domain.wrongneighbour;

import dev.kith.crm.domain.wrongsample.TalkativeEvent;

/** The other half of a circle. */
public final class Neighbour {

  public static final String NAME = TalkativeEvent.class.getName();

  private Neighbour() {}
}
