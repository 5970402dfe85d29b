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
package io.github.camelatproto.examples.springboot;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** Each JSON file in a folder becomes a record, once, under its file's name. */
@Component
public class Things extends RouteBuilder {

    @Override
    public void configure() {
        from("file:{{things.folder}}?include=.*[.]json&readLock=changed&moveFailed=.failed").routeId("things")
                .to("atproto:createRecord?account=news&collection=com.example.thing&idempotencyKey=${file:name}")
                .log("${header.CamelAtprotoUri}");
    }
}
