//! The plaintext answer on hyper and Tokio, for `benchmarks/http`: what a server in Rust that many use
//! takes for it. The only argument is the number of workers.

use std::convert::Infallible;

use hyper::header::{HeaderValue, CONTENT_TYPE};
use hyper::service::{make_service_fn, service_fn};
use hyper::{Body, Request, Response, Server};

async fn plaintext(_: Request<Body>) -> Result<Response<Body>, Infallible> {
    let mut response = Response::new(Body::from("Hello, World!"));
    let plain = HeaderValue::from_static("text/plain");
    response.headers_mut().insert(CONTENT_TYPE, plain);
    Ok(response)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let workers = std::env::args().nth(1).ok_or("usage: plaintext WORKERS")?.parse()?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(workers)
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let connections = make_service_fn(|_| async { Ok::<_, Infallible>(service_fn(plaintext)) });
        let server = Server::bind(&([127, 0, 0, 1], 0).into())
            .http1_pipeline_flush(true)
            .tcp_nodelay(true)
            .serve(connections);
        println!("listening on {}", server.local_addr().port());
        Ok(server.await?)
    })
}
