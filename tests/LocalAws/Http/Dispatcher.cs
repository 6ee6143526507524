using System.Globalization;
using Microsoft.AspNetCore.Http;
using TrailOps.LocalAws.Authorization;
using TrailOps.LocalAws.Events;
using TrailOps.LocalAws.Faults;
using TrailOps.LocalAws.Signing;
using TrailOps.LocalAws.World;

namespace TrailOps.LocalAws.Http;

/// <summary>Takes each request through: fault, signature, policies, operation, event, log, answer.</summary>
internal sealed class Dispatcher(AwsWorld world, FaultList faults, RequestLog log)
{
    public async Task HandleAsync(HttpContext context)
    {
        log.Enter();
        try
        {
            await AnswerAsync(context).ConfigureAwait(false);
        }
        finally
        {
            log.Leave();
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = await RequestReader.ReadAsync(context).ConfigureAwait(false);
        var signature = Signature.Read(request, out var incomplete);
        if (Router.Find(request, signature) is not { } service)
        {
            await WriteAsync(context, new AwsResponse(404, "text/plain", System.Text.Encoding.UTF8.GetBytes($"LocalAws has no service '{signature?.Service}'.")), null).ConfigureAwait(false);
            return;
        }

        Call call = new(world, request, service, signature?.Region ?? "us-east-1", service.SignsLikeS3 ? Ids.S3Request() : Ids.Request())
        {
            Signature = signature,
            Operation = service.Find(request),
        };
        var fault = faults.Next(call);
        if (fault is { Latency.Ticks: > 0 })
        {
            await faults.HoldAsync(fault, context.RequestAborted).ConfigureAwait(false);
        }

        if (fault?.Kind == FaultKind.CloseBeforeRequest)
        {
            Log(call, 0);
            context.Abort();
            return;
        }

        AwsResponse response;
        lock (world.Gate)
        {
            world.Delivery.RunDue();
            response = Process(call, incomplete, fault);
        }

        var isCut = fault?.Kind is FaultKind.CloseBeforeResponse or FaultKind.CloseAfterHeaders or FaultKind.CloseMidBody;
        Log(call, isCut ? 0 : response.Status);
        await WriteAsync(context, response, isCut ? fault!.Kind : null).ConfigureAwait(false);
    }

    private static AwsResponse Process(Call call, string? incomplete, Fault? fault)
    {
        AwsResponse response;
        try
        {
            if (fault is { Kind: FaultKind.Throttle })
            {
                throw call.Service.Throttled();
            }

            if (fault is { Kind: FaultKind.Error })
            {
                throw new AwsException(fault.Code ?? (fault.Status == 503 ? "ServiceUnavailable" : call.Service.SignsLikeS3 ? "InternalError" : "InternalFailure"), fault.Message ?? "The request processing has failed because of an unknown error, exception or failure.", fault.Status);
            }

            Authenticate(call, incomplete);
            call.Operation = call.Service.Find(call.Request) ?? throw call.Service.UnknownOperation(call.Request);
            Authorizer.Check(call);
            response = call.Operation.Run(call);
        }
        catch (AwsException error)
        {
            call.Error = error;
            response = call.Service.Error(call, error);
            foreach (var (name, value) in error.Headers)
            {
                response.Headers[name] = value;
            }
        }

        catch (Exception bug)
        {
            // Loud, so that no test takes it for an answer of AWS's.
            call.Error = new AwsException("LocalAwsFailure", $"LocalAws itself failed: {bug}", 500);
            return call.Service.Error(call, call.Error);
        }

        EventRecorder.Record(call);
        return response;
    }

    private static void Authenticate(Call call, string? incomplete)
    {
        if (incomplete is not null)
        {
            throw call.Service.Unauthenticated(SignatureFault.Incomplete, incomplete);
        }

        if (call.Signature is not null)
        {
            SignatureChecker.Check(call);
        }
        else if (call.Operation is { IsOpen: true })
        {
            call.Caller = Caller.Anonymous;
        }
        else
        {
            throw call.Service.Unauthenticated(SignatureFault.Missing, null);
        }
    }

    private void Log(Call call, int status) => log.Add(number => new LoggedRequest
    {
        Number = number,
        Time = call.Now,
        Service = call.Service.Name,
        Operation = call.Service.NameOf(call.Request),
        Region = call.Region,
        Principal = call.IsAuthenticated ? call.Caller.Arn : null,
        AccessKeyId = call.Signature?.AccessKeyId,
        Status = status,
        ErrorCode = call.Error?.Code,
        IsMutating = call.Operation is { IsReadOnly: false },
        RequestId = call.RequestId,
        UserAgent = call.Request.UserAgent,
        Host = call.Request.Host,
        Parameters = call.IsAuthenticated ? call.Service.EventParameters(call)?.ToJsonString() : null,
    });

    private async Task WriteAsync(HttpContext context, AwsResponse answer, FaultKind? cut)
    {
        if (cut == FaultKind.CloseBeforeResponse)
        {
            context.Abort();
            return;
        }

        var response = context.Response;
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        response.Headers.Date = world.Clock.UtcNow.ToString("r", CultureInfo.InvariantCulture);
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = value;
        }

        if (answer.Status is not (204 or 304))
        {
            response.ContentLength = answer.ContentLength ?? answer.Body.Length;
        }

        if (context.Request.Method == "HEAD" || answer.Status is 204 or 304)
        {
            return;
        }

        if (cut is null)
        {
            await response.Body.WriteAsync(answer.Body, context.RequestAborted).ConfigureAwait(false);
            return;
        }

        await response.StartAsync(context.RequestAborted).ConfigureAwait(false);
        if (cut == FaultKind.CloseMidBody)
        {
            await response.Body.WriteAsync(answer.Body[..(answer.Body.Length / 2)], context.RequestAborted).ConfigureAwait(false);
        }

        await response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        context.Abort();
    }
}
