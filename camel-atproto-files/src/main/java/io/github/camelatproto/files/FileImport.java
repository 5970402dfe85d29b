/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camelatproto.files;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

import io.github.camelatproto.files.ImportState.Counts;
import io.github.camelatproto.files.ImportState.Stage;
import io.github.camelatproto.syntax.Nsid;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Imports files: their entries become records, in order, and the file goes into the folder of those that are done, or
 * of those that failed. A file is read as it goes. How far it has got is remembered after the PDS has answered, and
 * each entry has a name, so that after a crash nothing is lost and nothing is there twice. The setters are to be called
 * before it is used; then it is thread-safe, for files of different names.
 */
public final class FileImport {

    private static final Logger LOG = LoggerFactory.getLogger(FileImport.class);
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final ImportMemory memory;
    private final Clock clock;
    private String name = "files";
    private String to = "";
    private @Nullable Nsid collection;
    private String format = "auto";
    private Charset encoding = StandardCharsets.UTF_8;
    private char separator = ',';
    private String mapping = "";
    private String key = "";
    private String rkey = "";
    private Path done = Path.of("done");
    private Path failed = Path.of("failed");

    public FileImport(ImportMemory memory) {
        this(memory, Clock.systemUTC());
    }

    FileImport(ImportMemory memory, Clock clock) {
        this.memory = memory;
        this.clock = clock;
    }

    /**
     * How the import is called: with the file's name and an entry's number it names the record.
     *
     * @param name files unless set
     */
    public void setName(String name) {
        this.name = name;
    }

    /**
     * Where the records are written.
     *
     * @param to the URI of an endpoint, {@code atproto:applyWrites?atomic=false&...}, or of a route that ends there and
     *           leaves its answer's headers as they are
     */
    public void setTo(String to) {
        this.to = to;
    }

    /**
     * What the records are.
     *
     * @param  collection               an NSID
     * @throws IllegalArgumentException if it is none
     */
    public void setCollection(String collection) {
        this.collection = Nsid.parse(collection);
    }

    /**
     * How the records stand in the files.
     *
     * @param format {@code json}, {@code jsonl} or {@code csv}; by the file's name unless set
     */
    public void setFormat(String format) {
        this.format = format;
    }

    /**
     * Which encoding files have that do not begin with a byte order mark.
     *
     * @param encoding its name; UTF-8 unless set
     */
    public void setEncoding(String encoding) {
        this.encoding = Charset.forName(encoding);
    }

    /**
     * What stands between the cells of a row of CSV.
     *
     * @param  separator                a character, or {@code tab}; a comma unless set
     * @throws IllegalArgumentException if it is something else
     */
    public void setSeparator(String separator) {
        if (separator.length() != 1 && !separator.equals("tab")) {
            throw new IllegalArgumentException("separator is '" + separator + "'; it must be one character, or tab");
        }
        this.separator = separator.equals("tab") ? '\t' : separator.charAt(0);
    }

    /**
     * Which columns of CSV become which fields.
     *
     * @param mapping such as {@code Title -> text, Posted -> createdAt:datetime}, or where such rules are, as
     *                {@code file:mapping.txt} or {@code classpath:mapping.txt}; empty where each column becomes a text
     *                of its name
     */
    public void setMapping(String mapping) {
        this.mapping = mapping;
    }

    /**
     * What names an entry.
     *
     * @param key a field or column; empty where that is the file's name and the entry's number
     */
    public void setKey(String key) {
        this.key = key;
    }

    /**
     * What is the record key of an entry; it becomes no field of the record.
     *
     * @param rkey a field or column; empty where the record key is derived from the entry's name
     */
    public void setRkey(String rkey) {
        this.rkey = rkey;
    }

    /**
     * Where files go whose entries are all in the repo.
     *
     * @param done a folder, where it is relative beside the file; {@code done} unless set
     */
    public void setDone(String done) {
        this.done = Path.of(done);
    }

    /**
     * Where files go that cannot be read, or of whose entries some were not written, and those entries.
     *
     * @param failed a folder, where it is relative beside the file; {@code failed} unless set
     */
    public void setFailed(String failed) {
        this.failed = Path.of(failed);
    }

    /**
     * Imports a file, or the rest of it.
     *
     * @param exchange says in whose context it is written. A parameter that is a context is not safe where there are
     *                 several: Camel keeps one for all beans, and gives what another context has put there meanwhile
     */
    public FileReport run(@Body File file, Exchange exchange) {
        CamelContext context = exchange.getContext();
        Path path = file.toPath().toAbsolutePath();
        Instant start = clock.instant();
        try {
            return run(path, context, start);
        } catch (NoSuchFileException e) {
            return stopped(path, start, "it has gone before it was read");
        } catch (IOException | IllegalStateException e) {
            return stopped(path, start, String.valueOf(e.getMessage()));
        } catch (FileImportException e) {
            return stopped(path, start, e.getMessage());
        }
    }

    private FileReport stopped(Path path, Instant start, @Nullable String reason) {
        return new FileReport(
                String.valueOf(path.getFileName()), 0, 0, 0, List.of(), reason, null, null,
                Duration.between(start, clock.instant()));
    }

    private FileReport run(Path path, CamelContext context, Instant start) throws IOException {
        DropFolder folder = new DropFolder(path.resolveSibling(done), path.resolveSibling(failed));
        folder.make();
        String file = path.getFileName().toString();
        Fingerprint fingerprint = Fingerprint.of(path);
        Optional<ImportState> known = memory.load(name, file);
        ImportState state = known
                .filter(before -> before.fingerprint().equals(fingerprint) && before.stage() != Stage.MOVED)
                .orElseGet(() -> ImportState.begin(fingerprint, clock.instant(), known.isPresent()));
        Outcome outcome = new Outcome(state, List.of(), null, null);
        if (state.stage() == Stage.OPEN) {
            outcome = write(path, context, folder, state);
        }
        return move(path, folder, outcome, start);
    }

    /** What a run has come to. */
    private record Outcome(
            ImportState state, List<String> failures, @Nullable String failure, @Nullable Path mendable) {
    }

    private Outcome write(Path path, CamelContext context, DropFolder folder, ImportState state) throws IOException {
        String file = path.getFileName().toString();
        try (SourceFile source = SourceFile.open(path)) {
            if (source.size() == 0) {
                throw new FileImportException("it is empty");
            }
            FileFormat kind = FileFormat.of(format, file);
            try (Entries entries = entries(kind, source.text(encoding), context);
                 FailedEntries kept = failed(folder, file, kind, entries, state);
                 EndpointTarget target = new EndpointTarget(context, to)) {
                ImportRun run = new ImportRun(
                        source, entries, names(file), collection(), target, kept, now -> memory.save(name, file, now), state);
                run.skip();
                run.write(new Progress(file, source.size(), run.state().entries(), source.position(), clock, LOG::info));
                return outcome(run, kept);
            }
        } catch (FileImportException e) {
            return new Outcome(state.at(Stage.FAILED), List.of(), e.getMessage(), null);
        }
    }

    private static Outcome outcome(ImportRun run, FailedEntries kept) {
        Path mendable = run.state().kept().entries() == 0 ? null : kept.entries();
        if (run.stop() != null) {
            return new Outcome(run.state(), run.failures(), run.stop(), mendable);
        }
        FileImportException broken = run.broken();
        Stage next = broken == null && run.state().counts().failed() == 0 ? Stage.DONE : Stage.FAILED;
        return new Outcome(run.state().at(next), run.failures(), broken == null ? null : broken.getMessage(), mendable);
    }

    private Entries entries(FileFormat kind, InputStream text, CamelContext context) throws IOException {
        return switch (kind) {
            case JSON -> new JsonElements(text);
            case JSON_LINES -> new JsonLines(new Lines(text));
            case CSV -> new CsvRows(
                    new Lines(text), separator, mapping(context), !rkey.isEmpty() ? rkey : key.isEmpty() ? null : key);
        };
    }

    private CsvMapping mapping(CamelContext context) throws IOException {
        if (!ResourceHelper.hasScheme(mapping)) {
            return CsvMapping.of(mapping);
        }
        try (InputStream rules = ResourceHelper.resolveMandatoryResourceAsInputStream(context, mapping)) {
            return CsvMapping.of(Utf8.text(rules.readAllBytes()));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(e.getMessage() + "; correct " + mapping, e);
        }
    }

    private EntryNames names(String file) {
        if (!rkey.isEmpty()) {
            return EntryNames.byRkey(rkey);
        }
        return key.isEmpty() ? EntryNames.byNumber(name, file) : EntryNames.byKey(name, key);
    }

    private Nsid collection() {
        if (collection == null) {
            throw new IllegalStateException("There is no collection to write to: set the option collection");
        }
        return collection;
    }

    /**
     * Named for when the import began, so that none takes the place of an older one, and none has lines of its name.
     */
    private FailedEntries failed(DropFolder folder, String file, FileFormat kind, Entries entries, ImportState state) {
        int dot = file.lastIndexOf('.');
        String base = (dot < 1 ? file : file.substring(0, dot)) + ".failed-" + STAMP.format(state.started());
        return new FailedEntries(
                folder.failed().resolve(base + "." + kind.extension()), folder.failed().resolve(base + ".txt"), entries.head(),
                !encoding.equals(StandardCharsets.UTF_8), state.kept());
    }

    private FileReport move(Path path, DropFolder folder, Outcome outcome, Instant start) {
        ImportState state = outcome.state();
        String failure = outcome.failure();
        String file = path.getFileName().toString();
        Path movedTo = null;
        if (state.stage() != Stage.OPEN) {
            // before it is moved, so that a crash in between does not make it a file that has come again
            memory.save(name, file, state);
            Path target = state.stage() == Stage.DONE ? folder.done() : folder.failed();
            try {
                movedTo = DropFolder.move(path, target);
                memory.save(name, file, state.at(Stage.MOVED));
            } catch (IOException e) {
                failure = (failure == null ? "it has been imported" : failure) + ", but cannot be moved into " + target + ": "
                          + e;
            }
        }
        Counts counts = state.counts();
        return new FileReport(
                file, counts.written(), counts.unchanged(), counts.failed(), outcome.failures(), failure, movedTo,
                outcome.mendable(), Duration.between(start, clock.instant()));
    }
}
