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
package io.github.camelatproto.pds.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** The static files of the page, held in memory. They are named here, so that no request can name another. */
final class PageFiles {

    private static final List<String> SCRIPTS = List.of("api", "commits", "dom", "json", "links", "live", "page", "rail",
            "records", "rich-text", "route", "times", "views");

    private final Map<String, PageFile> files = new HashMap<>();

    private PageFiles() {
    }

    static PageFiles load() {
        PageFiles files = new PageFiles();
        files.add("/", "index.html", "text/html; charset=utf-8");
        files.add("/page/page.css", "page.css", "text/css; charset=utf-8");
        files.add("/page/icon.svg", "icon.svg", "image/svg+xml");
        SCRIPTS.forEach(script -> files.add("/page/" + script + ".js", script + ".js", "text/javascript; charset=utf-8"));
        return files;
    }

    private void add(String path, String resource, String type) {
        try (InputStream in = PageFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The page lacks its file " + resource);
            }
            files.put(path, new PageFile(type, Buffer.buffer(in.readAllBytes())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Nullable
    PageFile find(String path) {
        return files.get(path);
    }

    /** @param content not to be changed */
    record PageFile(String type, Buffer content) {
    }
}
