wrk.method = "POST"
wrk.body = '{"jsonrpc":"2.0","id":1,"method":"training.get_status","params":{"job_id":"job-1"}}'
wrk.headers["Content-Type"] = "application/json"
