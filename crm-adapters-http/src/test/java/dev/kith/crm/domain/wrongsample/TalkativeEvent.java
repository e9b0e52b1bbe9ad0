package dev.kith.crm.domain.wrongsample;

import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.wrongneighbour.Neighbour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.LoggerFactory;

/**
 * An event that is no record, logs, reads files and the clock, and goes round in a circle with its
 * neighbour.
 */
public class TalkativeEvent implements DomainEvent {

  @Override
  public String type() {
    LoggerFactory.getLogger(TalkativeEvent.class).info("at {}", Instant.now());
    return Neighbour.NAME;
  }

  @Override
  public Subject subject() {
    try {
      return new Subject(Files.readString(Path.of("name")), UUID.randomUUID());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A root that anybody may extend. */
  public interface OpenStatus {}
}
