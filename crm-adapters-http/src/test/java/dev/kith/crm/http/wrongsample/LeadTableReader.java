package dev.kith.crm.http.wrongsample;

import dev.kith.crm.domain.access.Team;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.kernel.DatabaseSettings;
import java.time.Instant;
import java.util.UUID;
import org.jooq.DSLContext;

/** A web class that goes past the ports to the database, and makes up an aggregate. */
public final class LeadTableReader {

  Team madeUp(DatabaseSettings storage, DSLContext database) {
    return new Team(
        new TeamId(new UUID(storage.hashCode(), database.hashCode())),
        Revision.first(Instant.EPOCH),
        "nobody founded this");
  }
}
