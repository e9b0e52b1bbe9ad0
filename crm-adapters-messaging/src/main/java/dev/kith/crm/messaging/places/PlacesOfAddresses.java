package dev.kith.crm.messaging.places;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableList;
import com.google.common.net.InetAddresses;
import com.maxmind.db.InvalidDatabaseException;
import com.maxmind.db.Reader;
import dev.kith.crm.application.intake.enrichment.Enquiry;
import dev.kith.crm.application.intake.enrichment.EnrichmentSource;
import dev.kith.crm.application.intake.enrichment.SourceAnswer;
import dev.kith.crm.domain.intake.enrichment.Hint;
import dev.kith.crm.messaging.http.PublicAddresses;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The places of internet addresses, by a file of cities or countries such as GeoLite2-City or
 * DB-IP's. The file is mapped into memory when this is opened, and is to stay as it is until this
 * is closed: a newer one is put beside it and used from the next start on.
 */
public final class PlacesOfAddresses implements EnrichmentSource {

  static final String NAME = "ip";

  private static final Logger LOG = LoggerFactory.getLogger(PlacesOfAddresses.class);

  /** Looked up once at the start, so that a file that is damaged inside is not found out later. */
  private static final List<InetAddress> PROBES =
      ImmutableList.of(
          InetAddresses.forString("1.1.1.1"),
          InetAddresses.forString("193.0.6.139"),
          InetAddresses.forString("2001:4860:4860::8888"));

  /**
   * In the names of the types of which such files are, besides places; every maker has names of
   * their own for those of places.
   */
  private static final Pattern OF_OTHER_THINGS =
      Pattern.compile("(?i)asn|isp|connection|domain|anonymous|user-?count|risk|static-?ip");

  private static final class OtherContentException extends IOException {
    private static final long serialVersionUID = 1;

    OtherContentException(String message) {
      super(message);
    }
  }

  private final Reader reader;

  private PlacesOfAddresses(Reader reader) {
    this.reader = reader;
  }

  /**
   * Opens a file.
   *
   * @throws IOException that says what is wrong with the file, in words for whoever runs the server
   */
  public static PlacesOfAddresses open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new FileNotFoundException("there is no file " + file);
    }
    try {
      Reader reader = new Reader(file.toFile(), Reader.FileMode.MEMORY_MAPPED);
      try {
        String type = reader.getMetadata().databaseType();
        if (OF_OTHER_THINGS.matcher(type).find()) {
          throw new OtherContentException(
              file + " is a database of type " + type + ", not of places");
        }
        PlacesOfAddresses places = new PlacesOfAddresses(reader);
        for (InetAddress probe : PROBES) {
          places.place(probe);
        }
        return places;
      } catch (IOException | RuntimeException e) {
        reader.close();
        throw e;
      }
    } catch (OtherContentException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The reader's own messages name bytes and pointers; damage shows in many kinds of them.
      throw new IOException(file + " is damaged, or no MaxMind DB", e);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> question(Enquiry enquiry) {
    return Optional.ofNullable(enquiry.ip())
        .filter(PublicAddresses::include)
        .map(InetAddresses::toAddrString);
  }

  @Override
  public Map<String, SourceAnswer> ask(Set<String> questions) {
    return questions.stream().collect(toImmutableMap(question -> question, this::answer));
  }

  private SourceAnswer answer(String address) {
    try {
      return new SourceAnswer.Says(place(InetAddresses.forString(address)));
    } catch (InvalidDatabaseException e) {
      LOG.warn("The file of places of internet addresses is damaged.", e);
      return new SourceAnswer.Silent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Hint> place(InetAddress address) throws IOException {
    if (address instanceof Inet6Address && reader.getMetadata().ipVersion() == 4) {
      return List.of();
    }
    // The format knows maps with names as keys only.
    Map<?, ?> found = reader.get(address, Map.class);
    return found == null ? List.of() : new Place(found).hints();
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
