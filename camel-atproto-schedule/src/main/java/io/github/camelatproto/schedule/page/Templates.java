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
package io.github.camelatproto.schedule.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import com.github.mustachejava.MustacheFactory;

/** The page's HTML, in which everything that is filled in is escaped. Immutable and safe for use by any thread. */
final class Templates {

    private static final String FOLDER = "io/github/camelatproto/schedule/page/";

    private final Map<String, Mustache> templates = new HashMap<>();

    Templates(String... names) {
        MustacheFactory factory = new DefaultMustacheFactory(FOLDER);
        for (String name : names) {
            templates.put(name, factory.compile(name + ".mustache"));
        }
    }

    String render(String name, Object model) {
        StringWriter out = new StringWriter();
        templates.get(name).execute(out, model);
        return out.toString();
    }

    static String resource(String name) {
        try (InputStream in = Templates.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("There is no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
