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
package io.github.camelatproto.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The pages of the project: Markdown, and the component's page in AsciiDoc. */
final class DocPages {

    static final Path PROJECT = Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("..").normalize();

    private static final Pattern MARKDOWN = Pattern.compile("(?m)^```(\\w+)\\n(.*?)^```$", Pattern.DOTALL);
    private static final Pattern ASCIIDOC = Pattern.compile("(?m)^\\[source,(\\w+)]\\n----\\n(.*?)^----$", Pattern.DOTALL);
    private static final Pattern SKIPPED = Pattern.compile("(^|/)(target|node_modules|[.]\\w+)(/|$)");

    /** Their blocks need the ready-made routes, and are started by the tests of these. */
    private static final List<String> ROUTES = List.of("docs/feeds-and-posts.md", "docs/files.md", "docs/queues.md");

    private DocPages() {
    }

    static List<DocBlock> blocks() throws IOException {
        List<DocBlock> blocks = new ArrayList<>();
        for (Path page : pages()) {
            String text = Files.readString(page);
            Matcher block = (page.toString().endsWith(".adoc") ? ASCIIDOC : MARKDOWN).matcher(text);
            while (block.find()) {
                int line = (int) text.substring(0, block.start(2)).lines().count() + 1;
                blocks.add(new DocBlock(PROJECT.relativize(page), line, block.group(1), block.group(2)));
            }
        }
        return blocks;
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(PROJECT)) {
            return files.filter(file -> !SKIPPED.matcher(PROJECT.relativize(file).toString()).find())
                    .filter(file -> file.toString().endsWith(".md") || file.toString().endsWith(".adoc"))
                    .filter(file -> ROUTES.stream().noneMatch(file::endsWith))
                    .sorted().toList();
        }
    }
}
