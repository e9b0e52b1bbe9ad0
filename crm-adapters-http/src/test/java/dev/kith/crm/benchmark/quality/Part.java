package dev.kith.crm.benchmark.quality;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What is measured on one kind of data. */
interface Part {

  /** The name by which it is chosen. */
  String name();

  /**
   * @param data the folder with the labelled data, one folder for each kind
   */
  List<Figure> measure(Path data) throws IOException;
}
